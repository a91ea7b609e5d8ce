package io.flashsale.jobs.reconciliation;

import io.flashsale.jobs.reconciliation.ReconciliationBooks.Case;
import io.flashsale.jobs.reconciliation.ReconciliationBooks.Summary;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators reconcile a day on demand, read what differed, and close the cases. */
@RestController
@RequestMapping("${flashsale.messaging.admin-path}/reconciliations")
class ReconciliationsController {

    private static final int LATEST = 50;
    private static final int MOST_CASES = 200;
    private static final int LONGEST_NOTE = 300;

    private final DailyReconciliation daily;
    private final ReconciliationBooks books;
    private final Clock clock;

    ReconciliationsController(DailyReconciliation daily, ReconciliationBooks books, Clock clock) {
        this.daily = daily;
        this.books = books;
        this.clock = clock;
    }

    /** Reconciles a day, Beijing time, not in the future; answers when it is done. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Summary reconcile(Caller caller, @RequestBody ReconcileRequest request) {
        String operator = caller.require(Role.OPERATOR).subject();
        LocalDate day = present("day", request.day());
        if (day.isAfter(LocalDate.now(clock.withZone(DailyReconciliation.BEIJING)))) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "There is nothing to compare yet.")
                    .field("day", "must not be in the future");
        }
        return daily.reconcile(day, operator)
                .flatMap(books::find)
                .orElseThrow(() -> new ProblemException(
                                ReconciliationProblem.RECONCILING, "Another reconciliation is under way. Come again.")
                        .retryAfter(Duration.ofSeconds(30)));
    }

    @GetMapping
    List<Summary> latest(Caller caller) {
        caller.require(Role.OPERATOR);
        return books.latest(LATEST);
    }

    /** What waits for an operator, oldest first. */
    @GetMapping("/cases")
    List<Case> cases(Caller caller) {
        caller.require(Role.OPERATOR);
        return books.openCases(MOST_CASES);
    }

    /** The differences of a run as CSV, streamed. */
    @GetMapping("/{id}/report.csv")
    void report(Caller caller, @PathVariable long id, HttpServletResponse response) throws IOException {
        caller.require(Role.OPERATOR);
        if (books.find(id).isEmpty()) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such reconciliation.");
        }
        response.setContentType("text/csv; charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"reconciliation-" + id + ".csv\"");
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            books.report(id, out);
        }
    }

    /** Closes a case with the operator's reason. */
    @PostMapping("/cases/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(Caller caller, @PathVariable long id, @RequestBody CloseRequest request) {
        String operator = caller.require(Role.OPERATOR).subject();
        String note = present("note", request.note());
        if (note.isBlank() || note.length() > LONGEST_NOTE) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "A case is closed with a reason.")
                    .field("note", "must be 1 to 300 characters");
        }
        if (!books.close(id, operator, note)) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such open case.");
        }
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, field + " is required.")
                    .field(field, "is required");
        }
        return value;
    }

    record ReconcileRequest(@Nullable LocalDate day) {}

    record CloseRequest(@Nullable String note) {}
}
