package io.flashsale.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes over the deadline a caller sent along. One that is not a sensible number is no deadline. */
final class DeadlineFilter extends OncePerRequestFilter {

    private static final int MOST_DIGITS = 6;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String millis = request.getHeader(Deadline.HEADER);
        if (millis == null
                || millis.isEmpty()
                || millis.length() > MOST_DIGITS
                || !millis.chars().allMatch(c -> c >= '0' && c <= '9')) {
            chain.doFilter(request, response);
            return;
        }
        Deadline.in(Duration.ofMillis(Long.parseLong(millis)));
        try {
            chain.doFilter(request, response);
        } finally {
            Deadline.forget();
        }
    }
}
