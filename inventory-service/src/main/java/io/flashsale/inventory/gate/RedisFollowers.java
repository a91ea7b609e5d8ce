package io.flashsale.inventory.gate;

import io.flashsale.inventory.domain.Followers;
import io.flashsale.inventory.domain.GateNotReady;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.springframework.stereotype.Component;

/** One hash: the name of a gateway → how far it has heard and was told. It goes a minute after the last note. */
@Component
class RedisFollowers implements Followers {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final RedissonClient redis;

    RedisFollowers(RedissonClient redis) {
        this.redis = redis;
    }

    @Override
    public void note(Follower follower) {
        RMap<String, String> hash = redis.getMap(GateKeys.followers(), StringCodec.INSTANCE);
        try {
            hash.fastPut(follower.name(), follower.heard() + " " + follower.told());
            hash.expire(KEPT);
        } catch (RedisException e) {
            throw GateNotReady.unreachable(e);
        }
    }

    @Override
    public List<Follower> lately(Instant now) {
        RMap<String, String> hash = redis.getMap(GateKeys.followers(), StringCodec.INSTANCE);
        List<Follower> lately = new ArrayList<>();
        try {
            for (Map.Entry<String, String> field : hash.readAllMap().entrySet()) {
                String[] times = field.getValue().split(" ", 2);
                Follower follower = new Follower(field.getKey(), Instant.parse(times[0]), Instant.parse(times[1]));
                if (follower.told().plus(KEPT).isAfter(now)) {
                    lately.add(follower);
                } else {
                    hash.fastRemove(field.getKey());
                }
            }
        } catch (RedisException e) {
            throw GateNotReady.unreachable(e);
        }
        return lately;
    }
}
