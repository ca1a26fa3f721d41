"""The addresses of an alliance's home, its purpose and its objectives."""

from __future__ import annotations

from django.urls import path

from troth.web.alliance import joints, leaving, sheet, views, week

urlpatterns = [
    path("a/<slug:slug>/leave/", leaving.leave, name="leave"),
    path("a/<slug:slug>/leave/private.txt", leaving.private_half, name="private_half"),
    path("a/<slug:slug>/", views.home, name="alliance"),
    path("a/<slug:slug>/week/", week.week, name="week"),
    path("a/<slug:slug>/purpose/", joints.purpose, name="purpose"),
    path("a/<slug:slug>/objectives/new/", joints.new_objective, name="new_objective"),
    path("a/<slug:slug>/objectives/<slug:object>/", joints.objective, name="objective"),
    path("a/<slug:slug>/joint/<slug:object>/act/", joints.act, name="joint_act"),
    path("a/<slug:slug>/objectives/as/<slug:form>/", sheet.objectives, name="objectives_as"),
]
