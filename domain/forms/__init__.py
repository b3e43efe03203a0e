"""Forms: questions as data, answers with checks, drafts that outlive restarts and changes of the form."""
