-- At every start, before the first request: without its partition a reading can't be stored.
select keep_record_partitions();
