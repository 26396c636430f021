package com.banxiang.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The whole sandbox on a port of its own, with a clock the test moves. One for all tests of the module. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "sandbox.sms.slow-answer=400ms",
            "sandbox.jpush.slow-answer=400ms",
            "sandbox.jpush.report-calls-per-minute=5"
        })
@AutoConfigureWebTestClient(timeout = "30s")
@Import(SandboxTest.Time.class)
public @interface SandboxTest {

    @TestConfiguration
    class Time {

        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock();
        }
    }
}
