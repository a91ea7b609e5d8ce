package io.flashsale.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/** Begins the span of a request, which continues its caller's trace if there is one, and puts it into the log context. */
final class TraceIdFilter extends OncePerRequestFilter {

    private final Spans spans;

    TraceIdFilter(Spans spans) {
        this.spans = spans;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (Spans.OnThread entered =
                spans.enter(Spans.Kind.SERVER, request.getMethod(), request.getHeader(TraceId.HEADER), List.of())) {
            chain.doFilter(request, response);
            Spans.Running span = entered.span();
            span.with("http.request.method", request.getMethod())
                    .with("url.path", request.getRequestURI())
                    .with("http.response.status_code", Integer.toString(response.getStatus()));
            if (response.getStatus() >= 500) {
                span.failed("status " + response.getStatus());
            }
        }
    }
}
