package io.flashsale.reward.rules;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface RuleMapper {

    String COLUMNS =
            "SELECT name, campaign_id, min_amount, tier, points, per_amount, coupon_template, disabled_at FROM reward_rule";

    @Select(COLUMNS + " WHERE disabled_at IS NULL ORDER BY name")
    List<Rule> inForce();

    @Select(COLUMNS + " ORDER BY disabled_at IS NOT NULL, name LIMIT 500")
    List<Rule> all();

    @Select(COLUMNS + " WHERE name = #{name}")
    @Nullable Rule find(String name);

    @Select(COLUMNS + " WHERE name = #{name}")
    Rule get(String name);

    @Insert("""
            INSERT INTO reward_rule
              (name, campaign_id, min_amount, tier, points, per_amount, coupon_template, created_by, created_at)
            VALUES (#{rule.name}, #{rule.campaignId}, #{rule.minAmount}, #{rule.tier}, #{rule.points},
              #{rule.perAmount}, #{rule.couponTemplate}, #{operator}, #{now})
            ON DUPLICATE KEY UPDATE name = name""")
    int insert(Rule rule, String operator, LocalDateTime now);

    @Update("""
            UPDATE reward_rule SET disabled_at = #{now}, disabled_by = #{operator}
            WHERE name = #{name} AND disabled_at IS NULL""")
    int disable(String name, String operator, LocalDateTime now);
}
