package io.flashsale.middleware;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A process that did not come up. The message is meant for people and ends with the last lines of its log. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_LINES = 15;

    /** Lines of a stack trace that only say where, not what. */
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at \\S|\\.\\.\\. \\d+ )");

    StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    private StartFailure(String message) {
        super(message);
    }

    static StartFailure of(String sentence, Path log) {
        List<String> telling = LogTail.of(log, 400).stream()
                .filter(line -> !STACK_FRAME.matcher(line).lookingAt())
                .toList();
        List<String> lines = telling.subList(Math.max(0, telling.size() - SHOWN_LINES), telling.size());
        return new StartFailure(
                lines.isEmpty()
                        ? sentence + " Its log is empty: " + log
                        : sentence + " The end of " + log + ":\n  " + String.join("\n  ", lines));
    }
}
