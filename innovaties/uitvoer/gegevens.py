# stub until the real one is written
def als_gegevens(b):
    return {"titel": b.titel}
