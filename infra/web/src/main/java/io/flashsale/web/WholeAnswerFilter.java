package io.flashsale.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends answers in one piece, with their length. Spring MVC flushes every {@code ResponseEntity}, which makes two pieces
 * of unknown length of it: twice the system calls here, at whoever passes it on and at whoever reads it. What does not fit
 * into the server's buffer leaves it as it fills; no service streams to callers who wait for each part.
 */
final class WholeAnswerFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void flushBuffer() {
                // The server does, when the answer is complete.
            }
        });
    }
}
