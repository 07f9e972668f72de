def speaker_columns(): pass
