from django.urls import path

from portal.quizzes import views

app_name = "quizzes"

urlpatterns = [
    # /questions/<id>/: a check, alone
    path("questions/<slug:slug>/", views.question, name="question"),
    path("questions/<slug:slug>/answer/", views.check_answer, name="check_answer"),
    # /quizzes/attempts/<id>/
    path("quizzes/attempts/<int:pk>/", views.attempt, name="attempt"),
    path("quizzes/attempts/<int:pk>/answers/", views.answer, name="answer"),
    path("quizzes/attempts/<int:pk>/result/", views.result, name="result"),
    path("quizzes/attempts/<int:pk>/retry/", views.retry, name="retry"),
    # /quizzes/<topic>/
    path("quizzes/<slug:topic>/", views.quiz, name="quiz"),
    path("quizzes/<slug:topic>/pretest/", views.pretest, name="pretest"),
    path("quizzes/<slug:topic>/start-over/", views.start_over, name="start_over"),
]
