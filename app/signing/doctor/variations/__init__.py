"""The rules that people break, each as a function: a draft in, the drafts of those who broke it out."""
