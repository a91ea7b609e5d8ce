package io.flashsale.inventory.persistence;

import java.time.LocalDateTime;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
interface FirstLookMapper {
    @Delete("DELETE FROM first_look WHERE action = #{action} AND operator <> #{operator} AND asked_at >= #{since}")
    int takeOfOther(
            @Param("action") String action, @Param("operator") String operator, @Param("since") LocalDateTime since);

    @Insert("""
            INSERT INTO first_look (action, operator, asked_at) VALUES (#{action}, #{operator}, #{now})
            ON DUPLICATE KEY UPDATE operator = #{operator}, asked_at = #{now}""")
    int keep(@Param("action") String action, @Param("operator") String operator, @Param("now") LocalDateTime now);
}
