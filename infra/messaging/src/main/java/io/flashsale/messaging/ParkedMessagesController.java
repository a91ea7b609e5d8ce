package io.flashsale.messaging;

import io.flashsale.messaging.ReplayMessage.Outcome;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The repair desk for messages this service could not handle. */
@RestController
@RequestMapping("${flashsale.messaging.admin-path}/parked-messages")
final class ParkedMessagesController {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedMessagesController.class);
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final int MAX_LISTED = 200;
    private static final int MAX_REPLAYED = 100;
    private static final int MAX_REASON = 500;
    private static final int MAX_NOTE = 1_000;

    private final ParkedMessages parked;
    private final ReplayMessage replayMessage;

    ParkedMessagesController(ParkedMessages parked, ReplayMessage replayMessage) {
        this.parked = parked;
        this.replayMessage = replayMessage;
    }

    /**
     * One page of a list.
     *
     * @param next value of {@code before} for the next page; null if this is the last
     */
    record Page(List<ParkedMessageResource> items, @Nullable String next) {}

    record ReasonRequest(@Nullable String reason) {}

    record NoteRequest(@Nullable String note) {}

    record ReplayRequest(
            @Nullable List<@Nullable String> ids, @Nullable String reason) {}

    /**
     * What came of one of many replays.
     *
     * @param code {@code replayed}, or the problem that a replay of this message alone would have ended in
     */
    record ReplayResult(String id, String code, String detail) {}

    record ReplayResults(List<ReplayResult> results) {}

    /** Newest first. */
    @GetMapping
    Page list(
            Caller caller,
            @RequestParam(name = "status", required = false) ParkedMessage.@Nullable Status status,
            @RequestParam(name = "topic", required = false) @Nullable String topic,
            @RequestParam(name = "since", required = false) @Nullable Instant since,
            @RequestParam(name = "before", required = false) @Nullable String before,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        caller.require(Role.OPERATOR);
        if (limit < 1 || limit > MAX_LISTED) {
            throw invalid("limit", "must be 1 to " + MAX_LISTED);
        }
        Long beforeId = before == null ? null : id("before", before);
        List<ParkedMessage> found = parked.newest(new ParkedMessages.Filter(status, topic, since, beforeId), limit + 1);
        List<ParkedMessage> page = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                page.stream().map(ParkedMessageResource::summary).toList(),
                found.size() > limit ? Long.toString(page.getLast().id()) : null);
    }

    @GetMapping("/{id}")
    ParkedMessageResource byId(Caller caller, @PathVariable("id") String id) {
        caller.require(Role.OPERATOR);
        return resource(pathId(id));
    }

    @PutMapping("/{id}/note")
    ParkedMessageResource note(Caller caller, @PathVariable("id") String id, @RequestBody NoteRequest request) {
        caller.require(Role.OPERATOR);
        String note = request.note();
        if (note == null || note.length() > MAX_NOTE) {
            throw invalid("note", "must be there, with at most " + MAX_NOTE + " characters");
        }
        long number = pathId(id);
        parked.note(number, note);
        return resource(number);
    }

    @PostMapping("/{id}/replay")
    ParkedMessageResource replay(Caller caller, @PathVariable("id") String id, @RequestBody ReasonRequest request) {
        String who = caller.require(Role.OPERATOR).subject();
        long number = pathId(id);
        ProblemException problem = problem(id, replayMessage.replay(number, who, reason(request.reason())));
        if (problem != null) {
            throw problem;
        }
        return resource(number);
    }

    /** Replays one after the other; each ends on its own. */
    @PostMapping("/replay")
    ReplayResults replayMany(Caller caller, @RequestBody ReplayRequest request) {
        String who = caller.require(Role.OPERATOR).subject();
        String reason = reason(request.reason());
        List<@Nullable String> ids = request.ids();
        if (ids == null || ids.isEmpty() || ids.size() > MAX_REPLAYED) {
            throw invalid("ids", "must be 1 to " + MAX_REPLAYED + " ids");
        }
        List<Long> numbers = ids.stream().map(id -> id("ids", id)).distinct().toList();
        return new ReplayResults(numbers.stream()
                .map(number -> {
                    String id = Long.toString(number);
                    ProblemException problem = problem(id, replayMessage.replay(number, who, reason));
                    return problem == null
                            ? new ReplayResult(id, "replayed", "The message had its effect.")
                            : new ReplayResult(id, problem.type().slug(), problem.detail());
                })
                .toList());
    }

    @PostMapping("/{id}/discard")
    ParkedMessageResource discard(Caller caller, @PathVariable("id") String id, @RequestBody ReasonRequest request) {
        String who = caller.require(Role.OPERATOR).subject();
        String reason = reason(request.reason());
        long number = pathId(id);
        if (!parked.discard(number, who, reason)) {
            ParkedMessage message = parked.find(number).orElseThrow(() -> absent(id));
            throw message.status() == ParkedMessage.Status.PARKED ? running(id) : notParked(id, message.status());
        }
        LOG.info("{} discarded parked message {}: {}", who, id, reason);
        return resource(number);
    }

    private ParkedMessageResource resource(long id) {
        return parked.find(id).map(ParkedMessageResource::full).orElseThrow(() -> absent(Long.toString(id)));
    }

    private static @Nullable ProblemException problem(String id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Replayed() -> null;
            case Outcome.FailedAgain(String error) ->
                new ProblemException(MessagingProblem.REPLAY_FAILED, "Message " + id + " failed again: " + error);
            case Outcome.NotParked(ParkedMessage.Status status) -> notParked(id, status);
            case Outcome.Running() -> running(id);
            case Outcome.NoListener(String group) ->
                new ProblemException(
                        MessagingProblem.NO_LISTENER,
                        "No listener of this service belongs to the group " + group + ".");
            case Outcome.Unknown() -> absent(id);
        };
    }

    private static ProblemException notParked(String id, ParkedMessage.Status status) {
        return new ProblemException(MessagingProblem.NOT_PARKED, "Message " + id + " is " + status + ".");
    }

    private static ProblemException running(String id) {
        return new ProblemException(MessagingProblem.REPLAY_RUNNING, "Look at message " + id + " again shortly.");
    }

    private static ProblemException absent(String id) {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no parked message " + id + ".");
    }

    private static long pathId(String id) {
        if (!ID.matcher(id).matches()) {
            throw absent(id);
        }
        return Long.parseLong(id);
    }

    private static long id(String field, @Nullable String id) {
        if (id == null || !ID.matcher(id).matches()) {
            throw invalid(field, "must be an id: up to 18 digits");
        }
        return Long.parseLong(id);
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > MAX_REASON) {
            throw invalid("reason", "must say why, with at most " + MAX_REASON + " characters");
        }
        return reason;
    }

    private static ProblemException invalid(String field, String mend) {
        return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + mend + ".").field(field, mend);
    }
}
