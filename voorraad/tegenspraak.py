import yaml,glob,re,os
P={"methodieken":"methodiek_toelichting","doelgroepen":"doelgroep_toelichting","ervaring":"ervaring_toelichting","randvoorwaarden":"randvoorwaarden_toelichting","financiering":"financiering_toelichting","onderbouwing":"resultaten","cijfers":"resultaten","fase":"aanpak","gezochte_partners":"gezochte_partners_toelichting","bereik":"resultaten"}
NIET=re.compile(r"[^.\n]*\b(bron\w*|rapport|er|Er)\b[^.\n]*\b(niet|geen)\b[^.\n]*\.|[^.\n]*(niet bekend|onbekend)[^.\n]*\.")
for p in sorted(glob.glob("/work/w/inhoud18/inhoud/innovaties/*.yaml")):
    d=yaml.safe_load(open(p))
    for v,t in P.items():
        if d.get(v) and v not in("cijfers","fase","bereik","onderbouwing"):
            for m in NIET.finditer(d.get(t,"") or ""): print(os.path.basename(p)[:-5],v,d[v],"|",m[0].strip()[:150])
    if d.get("onderbouwing"): print("  ONDERB",os.path.basename(p)[:-5],d["onderbouwing"])
