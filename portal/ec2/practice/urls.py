from django.urls import path

from portal.ec2.views import costs, practice

urlpatterns = [
    path("", practice.practice, name="practice"),
    path("costs/", costs.costs, name="costs"),
    path("costs/<slug:slug>/", costs.first_cost, name="first_cost"),
    path("costs/<slug:slug>/<int:seed>/", costs.cost, name="cost"),
    path("<slug:slug>/", practice.scenario, name="scenario"),
]
