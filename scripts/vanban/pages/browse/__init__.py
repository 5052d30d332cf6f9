"""The ways into the collection: lists, bodies, topics, time line, chains, registers, hand-outs."""
