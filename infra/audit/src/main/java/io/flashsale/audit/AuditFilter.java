package io.flashsale.audit;

import io.flashsale.web.TraceId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes down every action of an operator before it happens, and its answer after. Looking (GET) is no action. What
 * cannot be written down does not happen: 503.
 */
final class AuditFilter extends OncePerRequestFilter {

    /** Header in which the gateway tells where a request came from. */
    static final String CLIENT_ADDRESS = "Client-Address";

    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final String ADMIN = "/api/admin/";
    private static final int LONGEST_PATH = 1_000;
    private static final int LONGEST_ADDRESS = 64;

    private final AuditLog log;

    AuditFilter(AuditLog log) {
        this.log = log;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(ADMIN)
                || request.getMethod().equals("GET")
                || request.getMethod().equals("HEAD");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readAllBytes();
        try {
            append(request, body.length == 0 ? null : new String(body, StandardCharsets.UTF_8), null);
        } catch (DataAccessException | TransactionException e) {
            LOG.error("Cannot write the audit log, so nothing is done: {}", e.getMessage());
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
        try {
            chain.doFilter(new RepeatableRequest(request, body), response);
            status = response.getStatus();
        } finally {
            try {
                append(request, null, status);
            } catch (DataAccessException | TransactionException e) {
                LOG.error("The answer {} to an action is not in the audit log: {}", status, e.getMessage());
            }
        }
    }

    private void append(HttpServletRequest request, @Nullable String body, @Nullable Integer status) {
        Principal operator = request.getUserPrincipal();
        String query = request.getQueryString();
        String path = request.getRequestURI() + (query == null ? "" : "?" + query);
        log.append(
                operator == null ? "unknown" : operator.getName(),
                shortened(request.getHeader(CLIENT_ADDRESS), LONGEST_ADDRESS),
                request.getMethod(),
                String.valueOf(shortened(path, LONGEST_PATH)),
                shortened(body, AuditEntry.LONGEST_BODY),
                status,
                MDC.get(TraceId.LOG_KEY));
    }

    private static @Nullable String shortened(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
