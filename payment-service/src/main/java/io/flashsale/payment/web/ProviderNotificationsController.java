package io.flashsale.payment.web;

import io.flashsale.payment.application.ReceiveNotification;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the provider reports payments. The body is read as it came, before anything parses it, since the signature is
 * over what was sent. Anything but the text {@code success} makes the provider repeat the report.
 */
@RestController
class ProviderNotificationsController {

    private static final int LARGEST_BODY = 16 * 1024;

    private final ReceiveNotification receiveNotification;

    ProviderNotificationsController(ReceiveNotification receiveNotification) {
        this.receiveNotification = receiveNotification;
    }

    @PostMapping(
            path = "/api/provider/notifications",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.TEXT_PLAIN_VALUE)
    String receive(HttpServletRequest request) throws IOException {
        byte[] rawBody = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (rawBody.length > LARGEST_BODY) {
            throw new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE, "A notification is never this large.");
        }
        return receiveNotification.receive(rawBody) ? "success" : "failure";
    }
}
