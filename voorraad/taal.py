"""Sentences over 25 words, mean LIX, and character limits, over all texts in YAML files."""
import re, sys, yaml, pathlib
KORT = {"slug","organisatie","element","email","contact_email","bron","url","adres","indicator","thema","regio","icoon","kleur","titel","naam","sleutel","boven","innovatie","projectleider_email","online_adres"}
MAX = {"kern":500,"methodiek_toelichting":300,"inbreng":300,"hoe_hier":300,"knelpunt":300,"oplossing":300,"aanpassing":300,"gemeenten":200,"aanleiding":2000,"doelgroep_toelichting":1500,"clientvraag":1000,"doel":1500,"aanpak":5000,"vaste_kern":1000,"uitvoerders":1500,"ervaring_toelichting":1000,"naasten":1000,"randvoorwaarden_toelichting":1500,"financiering_toelichting":1500,"resultaten":2000,"tips":1500,"gezochte_partners_toelichting":1000,"essentie":3000,"samenvatting":300}
def strings(x, pad=()):
    if isinstance(x, dict):
        for k,v in x.items(): yield from strings(v, pad+(str(k),))
    elif isinstance(x, list):
        for i,v in enumerate(x): yield from strings(v, pad+(str(i),))
    elif isinstance(x, str): yield pad, x
def zinnen(t):
    t = re.sub(r"\*+|#+ |^\d+\. |^- ", "", t, flags=re.M)
    t = re.sub(r"\n\s*\n|\n(?=\s)", "\n", t)
    uit=[]
    for blok in t.split("\n"):
        uit += [z for z in re.split(r"(?<=[.!?])['’)]?\s+(?=[A-ZÉ'‘0-9(])", blok) if z.strip()]
    return uit
def main(paden):
    lixen=[]; fout=0; per={}
    for pad in paden:
        ruw=yaml.safe_load(pathlib.Path(pad).read_text())
        woorden=lang=nz=0
        for plek,t in strings(ruw):
            veld=[p for p in plek if not p.isdigit()][-1] if any(not p.isdigit() for p in plek) else ""
            if veld in MAX and len(t)>MAX[veld]+ (0): print(f"{pad}: {'.'.join(plek)}: {len(t)}>{MAX[veld]}"); fout+=1
            if veld in KORT or " " not in t: continue
            # paragraphs that wrap inside YAML | blocks: join wrapped lines
            t2=re.sub(r"(?<=\S)\n(?=[^\s\-\d*#])"," ",t)
            for z in zinnen(t2):
                w=re.findall(r"[\w’'’!/\-]+",z)
                if not w: continue
                woorden+=len(w); nz+=1; lang+=sum(len(re.sub(r"\W","",x))>6 for x in w)
                if len(w)>25: print(f"{pad}: {'.'.join(plek)}: {len(w)}: {z[:140]}"); fout+=1
        if woorden:
            l=woorden/nz+100*lang/woorden; lixen.append(l); per[pad]=(l,woorden)
    print("files",len(lixen),"mean LIX %.1f"%(sum(lixen)/len(lixen)),"fouten",fout)
    for p,(l,w) in sorted(per.items(),key=lambda x:-x[1][0])[:8]: print("  %.1f %s"%(l,p))
main(sys.argv[1:])
