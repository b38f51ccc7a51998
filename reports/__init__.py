"""What a screen or a document shows: typed views over tallies and judgements, charts, documents."""
