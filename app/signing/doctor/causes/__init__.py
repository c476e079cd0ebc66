"""The causes of a refusal, as data: an identifier that stays, a sentence, and the fix."""
