package io.flashsale.gateway.identity;

import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.Problem.FieldError;
import io.flashsale.web.Role;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code POST /api/dev/login}: a token without a password. Exists in profile {@code dev} only. */
@Configuration(proxyBeanMethods = false)
@Profile("dev")
class DevLogin {

    /** The wish: who to be. */
    record Login(@Nullable String subject, @Nullable String role) {

        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>();
            if (subject == null || !AccessTokens.SUBJECT.matcher(subject).matches()) {
                errors.add(new FieldError(
                        "subject", "must be 1 to 64 of A–Z a–z 0–9 . _ @ | : - and begin with a letter or digit"));
            }
            if (!Role.SHOPPER.name().equals(role) && !Role.OPERATOR.name().equals(role)) {
                errors.add(new FieldError("role", "must be SHOPPER or OPERATOR"));
            }
            return errors;
        }
    }

    @Bean
    RouterFunction<ServerResponse> devLoginRoute(IdentityProperties properties, Clock clock, ProblemAnswers answers) {
        DevIssuer issuer = new DevIssuer(properties, clock);
        return RouterFunctions.route()
                .POST(
                        "/api/dev/login",
                        request -> request.bodyToMono(Login.class)
                                .switchIfEmpty(Mono.error(() -> new ServerWebInputException("A body is needed")))
                                .flatMap(login -> answer(request, login, issuer, answers)))
                .build();
    }

    private static Mono<ServerResponse> answer(
            ServerRequest request, Login login, DevIssuer issuer, ProblemAnswers answers) {
        List<FieldError> errors = login.errors();
        if (!errors.isEmpty()) {
            return ServerResponse.status(HttpStatusCode.valueOf(CommonProblem.INVALID_REQUEST.status()))
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .bodyValue(answers.document(
                            request.exchange(), CommonProblem.INVALID_REQUEST, "Some fields are not valid.", errors));
        }
        // An RSA signature takes about a millisecond, too long for an event loop.
        return Mono.fromCallable(
                        () -> issuer.issue(String.valueOf(login.subject()), Role.valueOf(String.valueOf(login.role()))))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(token -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(token));
    }
}
