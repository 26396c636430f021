package com.banxiang.sandbox.band;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a reading goes over the wire. What is signed and what is sent are two things, so that they can differ.
 *
 * @param clockError of the sender
 * @param omitted header that is left out, empty for none
 */
record Posting(
        Reading reading,
        String deviceHeader,
        byte[] sent,
        Duration clockError,
        List<WebhookSecret> secrets,
        String omitted,
        String contentType) {

    static Posting correct(Reading reading, WebhookSecret secret) {
        return new Posting(
                reading, reading.deviceId(), reading.body(), Duration.ZERO, List.of(secret), "", "application/json");
    }

    Posting withClockError(Duration error) {
        return new Posting(reading, deviceHeader, sent, error, secrets, omitted, contentType);
    }

    Posting signedBy(List<WebhookSecret> others) {
        return new Posting(reading, deviceHeader, sent, clockError, others, omitted, contentType);
    }

    Posting without(String header) {
        return new Posting(reading, deviceHeader, sent, clockError, secrets, header, contentType);
    }

    Posting asFrom(String otherDevice) {
        return new Posting(reading, otherDevice, sent, clockError, secrets, omitted, contentType);
    }

    Posting sending(byte[] otherBytes) {
        return new Posting(reading, deviceHeader, otherBytes, clockError, secrets, omitted, contentType);
    }

    Posting as(String otherContentType) {
        return new Posting(reading, deviceHeader, sent, clockError, secrets, omitted, otherContentType);
    }

    /** The body is none, and is signed as none. */
    Posting notJson() {
        var text = "{\"id\":".getBytes(StandardCharsets.UTF_8);
        var broken = new Reading(reading.id(), reading.deviceId(), reading.type(), text);
        return new Posting(broken, deviceHeader, text, clockError, secrets, omitted, contentType);
    }

    /** Made anew for each try: the timestamp is that of the try. */
    Map<String, String> headers(Instant now) {

        var timestamp = now.plus(clockError).getEpochSecond();
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", contentType);
        headers.put("webhook-id", reading.id());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put(
                "webhook-signature",
                secrets.stream()
                        .map(it -> it.sign(reading.id(), timestamp, reading.body()))
                        .collect(Collectors.joining(" ")));
        headers.put("x-device-id", deviceHeader);
        headers.remove(omitted);
        return headers;
    }
}
