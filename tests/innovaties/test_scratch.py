import pytest, time
from django.test import Client
from django.db import connection
from django.test.utils import CaptureQueriesContext
pytestmark = pytest.mark.django_db

def test_kijk(met_inhoud, client):
    client.get("/zoeken/?q=opwarmen")
    for q in ["crisis in de wijk","steeds weer opgenomen","dakloos","Alkmaar ggz","wat doe je met verwarde mensen","lumpsum","cursus voor familie","Housing First","RACT","ART","herstelacademie","WRAP","Lentis","Drenthe","coach","inschrijven masterclass","zebra","de","crisskaart","Maastricht wonen","Amsterdam","Zwolle crisis","kat hond herstel", "financiering","housing", "nieuwsbrief aanmelden", "contact"]:
        with CaptureQueriesContext(connection, ) as c:
            r = client.get("/zoeken/", {"q": q})
        a = r.context["antwoord"]; g = a.gedaan
        print(f"\n== {q}  queries={len(c)} status={r.status_code}")
        print("  termen:", [(t.soort, t.titel) for t in a.termen])
        for d in a.delen: print("  deel:", d.titel, d.aantal, [x.titel for x in d.rijen] if d.soort!="innovaties" else [k.titel for k in r.context["kaartjes"]][:3])
        print("  gedaan:", g.ook, g.zonder, g.wel, g.deels, g.alleen_stopwoorden, [(l.plaats,[x.titel for x in l.regios],l.leeg,[(n.titel,k) for n,k in l.dichtbij],[n.titel for n in l.landelijk]) for l in g.liggingen])
        print("  bijna:", [n.titel for n in a.bijna])
    for q in ["cr","wo","fact","alk","crisskaart","herst","ggz dren","he","de","ract", "e-h", "maastr", "zz", "stap voor", "hop", "12"]:
        t=time.perf_counter(); r = client.get("/zoeken/suggesties/", {"q": q}); dt=time.perf_counter()-t
        print(q, f"{dt*1000:.1f}ms", [(s["titel"],s["soort"]) for s in r.json()["suggesties"]], r["Cache-Control"], r.get("Vary"))
