package io.flashsale.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Puts the ids in a request's path into the log context: {@code /api/orders/{id}} as orderId, {@code {campaignId}} as
 * itself.
 */
final class LogContext implements HandlerInterceptor {

    private static final String KEYS = LogContext.class.getName();
    private static final String ID = "Id";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && !variables.isEmpty()) {
            List<String> keys = new ArrayList<>();
            String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
            variables.forEach((name, value) -> {
                String key = key(pattern, String.valueOf(name));
                if (key != null) {
                    MDC.put(key, String.valueOf(value));
                    keys.add(key);
                }
            });
            request.setAttribute(KEYS, keys);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(KEYS) instanceof List<?> keys) {
            keys.forEach(key -> MDC.remove(String.valueOf(key)));
        }
    }

    /** Null for what is no id. */
    static @Nullable String key(String pattern, String variable) {
        if (variable.endsWith(ID)) {
            return variable;
        }
        if (!variable.equals("id")) {
            return null;
        }
        int end = pattern.indexOf("/{id}");
        String plural = end < 0 ? "" : pattern.substring(pattern.lastIndexOf('/', end - 1) + 1, end);
        return plural.endsWith("s") ? plural.substring(0, plural.length() - 1) + ID : null;
    }
}
