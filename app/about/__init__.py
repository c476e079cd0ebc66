"""What this program is: version, commit, what is inside, whether its files are as built, and the licences."""
