package com.banxiang.notification;

import static org.awaitility.Awaitility.await;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Another instance of the service, told the same of the world as the one a test runs, on a port of its own. */
public final class SecondInstance {

    private final ConfigurableApplicationContext application;

    private SecondInstance(ConfigurableApplicationContext application) {
        this.application = application;
    }

    /** As a deployment sees it: started, and ready for people to connect. */
    public static SecondInstance start() {

        var started = new SecondInstance(new SpringApplicationBuilder(NotificationServiceApplication.class)
                .run("--server.port=0", "--banxiang.testkit.needs=postgres,kafka"));
        await().until(started::isReady);
        return started;
    }

    private boolean isReady() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port())
                .build()
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .is2xxSuccessful();
    }

    public int port() {
        if (application instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return web.getWebServer().getPort();
        }
        throw new IllegalStateException("no web server");
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    public void stop() {
        application.close();
    }
}
