# stub
from django.contrib.syndication.views import Feed
class NieuwsteFeed(Feed): pass
class ThemaFeed(Feed): pass
class RegioFeed(Feed): pass
