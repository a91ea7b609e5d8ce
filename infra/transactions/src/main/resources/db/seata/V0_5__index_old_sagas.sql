-- What is old is looked for by its end, and the states of a run by the run; the engine reads them that way, too.
ALTER TABLE seata_state_machine_inst ADD KEY ix_seata_state_machine_inst_end (gmt_end);
ALTER TABLE seata_state_inst ADD KEY ix_seata_state_inst_machine (machine_inst_id);
