from django.urls import include, path

from portal.ec2.views import chooser, compare, data, saved, types, upgrade

app_name = "ec2"

urlpatterns = [
    # /ec2/
    path("", chooser.chooser, name="chooser"),
    path("types.csv", chooser.csv_file, name="csv"),
    path("types/<str:name>/", types.type_page, name="type"),
    path("compare/", compare.compare_types, name="compare"),
    path("upgrade/", upgrade.upgrade, name="upgrade"),
    path("data/", data.data, name="data"),
    # /ec2/practice/
    path("practice/", include("portal.ec2.practice.urls")),
    # /ec2/saved/
    path("saved/", saved.listing, name="saved"),
    path("saved/new/", saved.save, name="save"),
    path("saved/<int:pk>/delete/", saved.delete, name="unsave"),
]
