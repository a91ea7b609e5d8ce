package io.flashsale.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controllers their {@link Caller}. */
final class CallerArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
            return new Caller(token.getName(), role(token.getToken()));
        }
        return new Caller("anonymous", Role.ANONYMOUS);
    }

    /** The role a verified token names; a name nobody knows grants nothing. */
    static Role role(Jwt jwt) {
        String name = jwt.getClaimAsString(InternalTokens.ROLE_CLAIM);
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        return Role.ANONYMOUS;
    }
}
