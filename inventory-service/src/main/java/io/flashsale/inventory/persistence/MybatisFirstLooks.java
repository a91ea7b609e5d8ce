package io.flashsale.inventory.persistence;

import io.flashsale.inventory.application.FirstLooks;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Repository;

@Repository
class MybatisFirstLooks implements FirstLooks {
    private final FirstLookMapper mapper;
    private final Clock clock;

    MybatisFirstLooks(FirstLookMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public boolean takeOfOther(String action, String operator, Duration noLongerAgo) {
        return mapper.takeOfOther(action, operator, Utc.column(clock.instant().minus(noLongerAgo))) == 1;
    }

    @Override
    public void keep(String action, String operator) {
        mapper.keep(action, operator, Utc.column(clock.instant()));
    }
}
