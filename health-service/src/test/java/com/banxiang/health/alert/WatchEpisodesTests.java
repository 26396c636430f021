package com.banxiang.health.alert;

import static com.banxiang.health.alert.WatchedElder.ALERTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@ServiceTest
class WatchEpisodesTests {

    @Autowired
    WatchEpisodes watchEpisodes;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    DatabaseClient database;

    WatchedElder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client) {
        elder = new WatchedElder(client, database);
    }

    @Test
    void whatIsDueIsToldByTheClock() {

        elder.isAlarmed();
        elder.passes("35 minutes");

        watchEpisodes.handle().block();
        watchEpisodes.handle().block();

        var again = elder.raised(2).get(1);
        EventContract.of("alert-raised").verify(again.value());
        assertThat(again.json().path("version").asInt()).isEqualTo(2);
        assertThat(again.json().path("count").asInt()).isEqualTo(1);
    }

    @Test
    void acknowledgedOneIsNotToldByTheClockForSixHours() {

        var id = elder.isAlarmed();
        elder.app().put(ALERTS + "/" + id + "/ack").expectStatus().isOk();
        elder.passes("5 hours 59 minutes");
        watchEpisodes.handle().block();
        assertThat(elder.statusOf(id)).isEqualTo("acknowledged");

        elder.passes("1 minute");
        watchEpisodes.handle().block();

        elder.raised(2);
        assertThat(elder.statusOf(id)).isEqualTo("open");
    }

    @Test
    void dayWithoutReadingsEndsItByTheClock() {

        elder.isAlarmed();
        elder.passes("24 hours");

        watchEpisodes.handle().block();

        assertThat(elder.closed().json().path("reason").asString()).isEqualTo("stale");
    }

    @Test
    void severalInstancesTellOnce() {

        elder.isAlarmed();
        elder.passes("35 minutes");

        Flux.range(0, 8).flatMap(_ -> watchEpisodes.handle(), 8).then().block();

        elder.raised(2);
        assertThat(elder.announced("alert-raised")).isEqualTo(2);
    }

    @Test
    void episodeAnotherInstanceHasInHandIsLeftToIt() {

        elder.isAlarmed();
        elder.passes("35 minutes");

        var toldMeanwhile = database.sql("select 1 from alert_courses where user_id = :user for update")
                .bind("user", elder.id())
                .mapValue(Integer.class)
                .one()
                .then(Mono.fromCallable(this::watchAndCount).subscribeOn(Schedulers.boundedElastic()))
                .as(transaction::transactional)
                .block();

        assertThat(toldMeanwhile).isEqualTo(1);
        watchEpisodes.handle().block();
        elder.raised(2);
    }

    private long watchAndCount() {
        watchEpisodes.handle().block(Duration.ofSeconds(20));
        return elder.announced("alert-raised");
    }
}
