package io.flashsale.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the request's trace id into the log context, beginning a trace where the caller brought none. */
final class TraceIdFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String traceId = TraceId.parse(request.getHeader(TraceId.HEADER));
        MDC.put(TraceId.LOG_KEY, traceId == null ? TraceId.create() : traceId);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(TraceId.LOG_KEY);
        }
    }
}
