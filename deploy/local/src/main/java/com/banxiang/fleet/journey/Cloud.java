package com.banxiang.fleet.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** Huawei's health cloud: the browser in which a person gives leave, and the watch that sends its data there. */
public final class Cloud {

    private final Sandbox sandbox;
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    public Cloud(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Gives leave on Huawei's page and comes back to the app; answers whose account it was. */
    public String agree(String authorizeUrl) {

        var account = "huawei-" + Elder.digits(10);
        var page = locationOf(authorizeUrl + "&account=" + account);
        var app = locationOf(page);
        if (!app.contains("result=ok")) {
            throw new WrongAnswer("back from Huawei: %s (expected: result=ok)".formatted(app));
        }

        return account;
    }

    /** What the next pull of that account finds. */
    public void measure(String account, List<Map<String, Object>> readings) {
        sandbox.huaweiMeasures(account, readings);
    }

    private String locationOf(String url) {
        try {
            HttpResponse<Void> answer =
                    browser.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
            return answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new WrongAnswer("%d without a location".formatted(answer.statusCode())));
        } catch (IOException unreachable) {
            throw new WrongAnswer("the browser gets no answer: " + unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WrongAnswer("interrupted");
        }
    }
}
