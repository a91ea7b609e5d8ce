package io.flashsale.reward.points;

import io.flashsale.reward.Fields;
import io.flashsale.reward.Utc;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What order-service compares its orders with. */
@RestController
@RequestMapping("/internal/points/earned")
class EarnedPointsController {

    private static final int AT_MOST = 500;

    private final EarnedMapper mapper;

    EarnedPointsController(EarnedMapper mapper) {
        this.mapper = mapper;
    }

    /** What these orders earned; unknown ones are left out. */
    @PostMapping
    List<EarnedMapper.Earned> of(@RequestBody EarnedRequest request) {
        List<String> ids = request.orderIds() == null ? List.of() : request.orderIds();
        Fields fields = new Fields();
        fields.check(!ids.isEmpty() && ids.size() <= AT_MOST, "orderIds", "must be 1 to " + AT_MOST + " ids");
        ids.forEach(id -> fields.anId("orderIds", id));
        fields.refuseFaults();
        return mapper.of(ids);
    }

    /** What orders earned whose points moved in that time, by id; {@code after} is the last one of the page before. */
    @GetMapping
    List<EarnedMapper.Earned> movedBetween(
            @RequestParam("from") Instant from,
            @RequestParam("to") Instant to,
            @RequestParam(name = "after", defaultValue = "") String after,
            @RequestParam("limit") int limit) {
        Fields fields = new Fields();
        fields.number("limit", (long) limit, 1, AT_MOST);
        fields.refuseFaults();
        return mapper.movedBetween(Utc.of(from), Utc.of(to), after, limit);
    }

    record EarnedRequest(@Nullable List<String> orderIds) {}
}
