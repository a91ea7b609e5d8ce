package io.flashsale.messaging;

import io.flashsale.web.ProblemType;

/** What the desk for parked messages refuses. */
enum MessagingProblem implements ProblemType {
    NOT_PARKED("not-parked", "The message is not parked any more"),
    REPLAY_RUNNING("replay-running", "The message is being replayed right now"),
    REPLAY_FAILED("replay-failed", "The message failed again"),
    NO_LISTENER("no-listener", "Nobody here listens for this message any more");

    private final String slug;
    private final String title;

    MessagingProblem(String slug, String title) {
        this.slug = slug;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    public String title() {
        return title;
    }
}
