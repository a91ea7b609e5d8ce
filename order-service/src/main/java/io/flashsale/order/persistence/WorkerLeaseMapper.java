package io.flashsale.order.persistence;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL over {@code worker_lease}. */
@Mapper
interface WorkerLeaseMapper {

    @Select("SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)")
    long nowMillis();

    @Select("SELECT worker_id, until_ms FROM worker_lease WHERE until_ms < #{now}"
            + " ORDER BY worker_id LIMIT 1 FOR UPDATE SKIP LOCKED")
    @Nullable LeaseRow lockFree(@Param("now") long now);

    @Update("UPDATE worker_lease SET owner = #{owner}, until_ms = #{until} WHERE worker_id = #{id}")
    int assign(@Param("id") int id, @Param("owner") String owner, @Param("until") long until);

    @Select("SELECT COALESCE(MAX(worker_id) + 1, 0) FROM worker_lease")
    int nextId();

    @Insert("INSERT IGNORE INTO worker_lease (worker_id, owner, until_ms) VALUES (#{id}, #{owner}, #{until})")
    int insert(@Param("id") int id, @Param("owner") String owner, @Param("until") long until);

    @Update("UPDATE worker_lease SET until_ms = #{until}"
            + " WHERE worker_id = #{id} AND owner = #{owner} AND until_ms <= #{until}")
    int extend(@Param("id") int id, @Param("owner") String owner, @Param("until") long until);

    @Update("UPDATE worker_lease SET owner = NULL, until_ms = #{until} WHERE worker_id = #{id} AND owner = #{owner}")
    int release(@Param("id") int id, @Param("owner") String owner, @Param("until") long until);

    /** A row of {@code worker_lease}. */
    record LeaseRow(int workerId, long untilMs) {}
}
