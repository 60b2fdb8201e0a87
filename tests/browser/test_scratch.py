import pytest
def test_beeld(browser, site):
    for w in (320, 768, 1440):
        for schema in ("light","dark"):
            c = browser.new_context(base_url=site, viewport={"width": w, "height": 800}, color_scheme=schema, reduced_motion="reduce")
            p = c.new_page()
            for naam, adres in {"home":"/","best":"/innovaties/optimaal-leven/","zoek":"/zoeken/?q=crisis+Alkmaar","zwolle":"/zoeken/?q=Zwolle+crisskaart","niets":"/zoeken/?q=zebra","lijst":"/innovaties/?q=zebra","soort":"/zoeken/?q=herstel&soort=project","leeg":"/zoeken/"}.items():
                if schema=="dark" and naam not in ("home","zoek","best"): continue
                p.goto(adres)
                if naam in ("home","best"):
                    f = p.locator("input[data-suggesties]").first
                    f.press_sequentially("crisis")
                    p.locator(".suggesties:not([hidden])").first.wait_for()
                    p.keyboard.press("ArrowDown"); p.keyboard.press("ArrowDown")
                p.screenshot(path=f"/tmp/vakbeeld/{naam}-{w}-{schema}.png", full_page=naam in ("zoek","niets") )
            c.close()
