package io.flashsale.audit;

import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators what operators did. */
@RestController
@RequestMapping("${flashsale.messaging.admin-path}/audit-entries")
final class AuditEntriesController {

    private static final int MOST = 500;

    private final AuditLog log;

    AuditEntriesController(AuditLog log) {
        this.log = log;
    }

    /** Newest first. */
    @GetMapping
    List<AuditEntry> newest(
            Caller caller,
            @RequestParam(name = "before", defaultValue = "9223372036854775807") long before,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        caller.require(Role.OPERATOR);
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "limit must be 1 to " + MOST + ".")
                    .field("limit", "must be 1 to " + MOST);
        }
        return log.newest(before, limit);
    }
}
