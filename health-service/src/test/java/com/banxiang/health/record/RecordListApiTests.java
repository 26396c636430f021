package com.banxiang.health.record;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.envelope;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.Readings.RECORDS;
import static com.banxiang.health.Readings.pressure;
import static com.banxiang.health.Readings.reading;
import static com.banxiang.health.Readings.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.health.Elder;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class RecordListApiTests {

    @Autowired
    WebTestClient client;

    Elder elder;

    @BeforeEach
    void login(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void pagesThroughRecordsNewestFirst() {

        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        IntStream.range(0, 5).forEach(i -> elder.adds(pressure(120 + i, 80, now.minus(Duration.ofDays(i * 20L)))));
        elder.adds(spo2(97));

        var first = page("type=blood_pressure&limit=2");
        elder.adds(pressure(140, 80, now.plusSeconds(1)));
        var second = page("type=blood_pressure&limit=2&cursor={c}", cursor(first));
        var third = page("type=blood_pressure&limit=2&cursor={c}", cursor(second));

        assertThat(values(first)).containsExactly(120, 121);
        assertThat(values(second)).containsExactly(122, 123);
        assertThat(values(third)).containsExactly(124);
        assertThat(third.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void pagesThroughRecordsOfTheSameMoment() {

        var at = Instant.now().minusSeconds(60);
        elder.addsAll(pressure(120, 80, at), reading("heart_rate", 70, at), reading("spo2", 97, at));

        var first = page("limit=1");
        var second = page("limit=1&cursor={c}", cursor(first));
        var third = page("limit=1&cursor={c}", cursor(second));

        assertThat(Stream.of(first, second, third).flatMap(it -> values(it).stream()))
                .containsExactlyInAnyOrder(120, 70, 97);
    }

    @Test
    void showsWhatAClockThatIsAheadMeasured() {

        elder.adds(reading("spo2", 97, Instant.now().plus(Duration.ofMinutes(4))));

        assertThat(values(page(""))).containsExactly(97);
    }

    @Test
    void filtersByTimeAndDay() {

        var noon = ZonedDateTime.now(ZoneId.of("Asia/Shanghai"))
                .truncatedTo(ChronoUnit.DAYS)
                .minusDays(3)
                .withHour(12);
        elder.adds(pressure(121, 80, noon.minusDays(1).toInstant()));
        elder.adds(pressure(122, 80, noon.toInstant()));
        elder.adds(pressure(123, 80, noon.plusDays(1).toInstant()));

        assertThat(values(page("from={d}&to={d}", noon.toLocalDate(), noon.toLocalDate())))
                .containsExactly(122);
        assertThat(values(page("from={t}", noon.toInstant()))).containsExactly(123, 122);
        assertThat(values(page("to={t}", noon.toInstant()))).containsExactly(122, 121);
    }

    @ParameterizedTest
    @CsvSource({
        "type=mood,type",
        "from=yesterday,from",
        "to=2026-13-01,to",
        "limit=0,limit",
        "limit=101,limit",
        "limit=x,limit",
        "cursor=x,cursor",
        "from=2026-11-02&to=2026-11-01,from"
    })
    void wrongQueryIsRefusedNamingTheParameter(String query, String field) {

        var error = envelope(elder.app().get(RECORDS + "?" + query), 400).path("error");

        assertThat(error.path("details").get(0).path("field").asString()).isEqualTo(field);
    }

    @Test
    void somebodyElsesRecordIsNotThere() {

        var id = elder.adds(pressure(120, 80, Instant.now())).path("id").asString();
        var stranger = Api.ofElder(client, UUID.randomUUID());

        assertThat(refusal(stranger.get(RECORDS + "/" + id), 404)).isEqualTo("RECORD_NOT_FOUND");
        assertThat(refusal(stranger.delete(RECORDS + "/" + id), 404)).isEqualTo("RECORD_NOT_FOUND");
        assertThat(data(stranger.get(RECORDS), 200).path("items")).isEmpty();
        assertThat(elder.count("health_records")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "x", "0192F0C1-0000-7000-8000-000000000000", "%00"})
    void idOfAnotherFormIsNotFound(String id) {
        assertThat(refusal(elder.app().get(RECORDS + "/" + id), 404)).isEqualTo("NOT_FOUND");
    }

    private JsonNode page(String query, Object... variables) {
        return data(elder.app().get(RECORDS + "?" + query, variables), 200);
    }

    private static String cursor(JsonNode page) {
        return page.path("nextCursor").asString();
    }

    private static List<Integer> values(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(it -> it.path("value").asInt())
                .toList();
    }
}
