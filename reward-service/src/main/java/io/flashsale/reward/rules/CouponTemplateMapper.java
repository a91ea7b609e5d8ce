package io.flashsale.reward.rules;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface CouponTemplateMapper {

    String COLUMNS = "SELECT name, title, amount_off, percent_off, max_discount, min_amount, valid_days, quota, issued,"
            + " disabled_at FROM coupon_template";

    @Select(COLUMNS + " ORDER BY disabled_at IS NOT NULL, name LIMIT 500")
    List<CouponTemplate> all();

    @Select(COLUMNS + " WHERE name = #{name}")
    @Nullable CouponTemplate find(String name);

    @Select(COLUMNS + " WHERE name = #{name}")
    CouponTemplate get(String name);

    @Update("""
            UPDATE coupon_template SET issued = issued + 1
            WHERE name = #{name} AND issued < quota AND disabled_at IS NULL""")
    int take(String name);

    @Update("UPDATE coupon_template SET issued = issued - 1 WHERE name = #{name}")
    int giveBack(String name);

    @Insert("""
            INSERT INTO coupon_template (name, title, amount_off, percent_off, max_discount, min_amount, valid_days,
              quota, issued, created_by, created_at)
            VALUES (#{template.name}, #{template.title}, #{template.amountOff}, #{template.percentOff},
              #{template.maxDiscount}, #{template.minAmount}, #{template.validDays}, #{template.quota}, 0, #{operator},
              #{now})
            ON DUPLICATE KEY UPDATE name = name""")
    int insert(CouponTemplate template, String operator, LocalDateTime now);

    @Update("""
            UPDATE coupon_template SET disabled_at = #{now}, disabled_by = #{operator}
            WHERE name = #{name} AND disabled_at IS NULL""")
    int disable(String name, String operator, LocalDateTime now);
}
