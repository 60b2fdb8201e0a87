# stub
SITEMAPS={}
