package com.banxiang.load;

import com.banxiang.fleet.journey.Door;
import com.banxiang.fleet.journey.Eventually;
import com.banxiang.fleet.journey.Ledgers;
import com.banxiang.fleet.journey.LiveInbox;
import com.banxiang.fleet.journey.Sandbox;
import com.banxiang.fleet.journey.WrongAnswer;
import com.banxiang.fleet.secrets.ApplicationSettings;
import com.banxiang.fleet.secrets.Secrets;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Plan;
import com.banxiang.fleet.state.Status;
import com.banxiang.load.Work.Call;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many requests a second of processor time answers, the fleet's beside the reference's: same machine, same database
 * server, same people and readings, in turns.
 *
 * <p>Of the fleet everything counts that works on the request: the gateway, the services, Redis and PostgreSQL's processes;
 * for what happens after the answer, such as judging a reading, all of the fleet. The load program and the vendors' sandbox
 * count nowhere.
 */
final class RequestCosts implements AutoCloseable {

    private static final int PEOPLE = 400;
    private static final int READINGS_EACH = 500;
    private static final Duration READINGS_APART = Duration.ofHours(4);
    private static final int BATCH = 200;

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration UNTIL_JUDGED = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The fleet sends so many codes in so long, whoever asks for them. */
    private static final Duration CODES_COME_BACK = Duration.ofSeconds(65);

    private static final Work PROFILE = Work.read("own profile", "user-service", "/api/v1/users/me");
    private static final Work READINGS =
            Work.read("list of 20 readings", "health-service", "/api/v1/health/records?limit=20");
    private static final Work ONE_READING = new Work(
            "one reading",
            List.of("health-service"),
            1,
            _ -> new Call("POST", "/api/v1/health/records", Readings.one(Readings.ORDINARY, Instant.now())));
    private static final Work MANY_READINGS = new Work(
            "readings in batches of " + BATCH,
            List.of("health-service"),
            BATCH,
            _ -> new Call(
                    "POST",
                    "/api/v1/health/records/batch",
                    Readings.batch(BATCH, Instant.now(), Duration.ofMillis(1))));

    private static final String NOT_JUDGED = """
        select count(*)
          from health_service.outbox_messages told
         where topic = 'health-record-ingested'
           and not exists (select from health_service.inbox_messages taken where taken.event_id = told.event_id)
        """;

    private final Path repository;
    private final Ledgers ledgers;
    private final Sandbox sandbox;
    private final Door door;
    private final Door referenceDoor;
    private final FleetSide fleet;
    private final ReferenceSide reference;
    private final Map<String, Object> results = new LinkedHashMap<>();

    private RequestCosts(Path repository) {

        var home = new Home(repository, repository.resolve(".fleet"), repository);
        var offset = Plan.read(home).offset();
        var password = new ApplicationSettings(home, offset, Secrets.of(home)).superuserPassword();

        this.repository = repository;
        this.ledgers = new Ledgers(offset, password);
        this.sandbox = new Sandbox(offset);
        this.door = new Door(offset);
        this.reference = ReferenceSide.start(Status.read(home, "postgres").pid(), 15432 + offset, password);
        this.referenceDoor = new Door(reference.base());
        this.fleet = new FleetSide(home, URI.create("http://127.0.0.1:" + (8080 + offset)));
    }

    /** @param arguments none: the fleet of this checkout is up */
    static void main(String[] arguments) throws IOException, InterruptedException {

        try (var program = new RequestCosts(Path.of("..", "..").toRealPath())) {
            program.prepare();
            program.reads();
            program.singleReadings();
            program.batches();
            program.alerts();
            program.logins();
            Results.write("request-costs", "what a second of processor time does", program.results);
        }
    }

    @Override
    public void close() {
        reference.close();
        ledgers.close();
    }

    private void prepare() {

        System.out.printf("%d people with %d readings each, on both sides%n", PEOPLE, READINGS_EACH);
        fleet.members(people(door, this::sentCode));
        reference.members(people(referenceDoor, reference::codeFor));
        var history = JsonMapper.shared()
                .readTree(Readings.batch(READINGS_EACH, Instant.now().minus(READINGS_APART), READINGS_APART));
        Crowd.each(PEOPLE, fleet, List.of(), it -> {
            var member = fleet.members().get(it);
            door.call(
                            "PUT",
                            "/api/v1/users/profile",
                            member.token(),
                            member.address(),
                            Map.of("nickname", "秀英", "city", "成都"))
                    .expect(200, "profile");
            door.call(
                            "POST",
                            "/api/v1/users/me/consents",
                            member.token(),
                            member.address(),
                            Map.of("document", "health", "version", "2026-11"))
                    .expect(200, "consent");
            keep(door, member, history);
        });
        Crowd.each(
                PEOPLE,
                reference,
                List.of(),
                it -> keep(referenceDoor, reference.members().get(it), history));
        awaitJudged();
    }

    private List<Member> people(Door to, UnaryOperator<String> codeFor) {
        return IntStream.range(0, PEOPLE)
                .mapToObj(_ -> Crowd.logIn(to, codeFor))
                .toList();
    }

    private static void keep(Door to, Member member, Object readings) {
        to.call("POST", "/api/v1/health/records/batch", member.token(), member.address(), readings)
                .expect(200, "batch");
    }

    private void reads() {
        var comparison = new Comparison(fleet, reference);
        for (var work : List.of(PROFILE, READINGS)) {
            comparison.warmUp(work, WARM_UP);
            results.put(work.name(), comparison.measure(work));
        }
    }

    /** Once with the broker away, so that only what the caller waits for is measured, and once until all is judged. */
    private void singleReadings() {

        var comparison = new Comparison(fleet, reference);
        comparison.warmUp(ONE_READING, WARM_UP);
        broker("stop");
        try {
            results.put(ONE_READING.name(), comparison.measure(ONE_READING));
        } finally {
            broker("start");
        }
        awaitJudged();
        results.put(ONE_READING.name() + ", until judged", untilJudged(ONE_READING));
    }

    private void batches() {
        var comparison = new Comparison(fleet, reference);
        comparison.warmUp(MANY_READINGS, WARM_UP);
        results.put(MANY_READINGS.name(), comparison.measure(MANY_READINGS));
        awaitJudged();
        results.put(MANY_READINGS.name() + ", until judged", untilJudged(MANY_READINGS));
    }

    private Map<String, Object> untilJudged(Work work) {

        var before = fleet.cpuOfAll();
        var run = new ClosedLoop(fleet).run(work, UNTIL_JUDGED);
        awaitJudged();
        var whole = new Window(
                run.things(), run.refused(), run.seconds(), fleet.cpuOfAll().since(before), run.micros());
        System.out.printf("%-28s fleet %,8.0f per CPU-second until judged%n", work.name(), whole.perCpuSecond());

        return whole.report();
    }

    /** From a dangerous reading to the frame on the person's WebSocket: what the product is for. */
    private void alerts() {

        var told = Comparison.compared(
                tell(fleet, door, FleetSide.allServices()),
                tell(reference, referenceDoor, List.of()),
                "people told of a reading");
        results.put("people told of a reading", told);
    }

    private static Window tell(Side side, Door to, List<String> services) {

        var members = side.members();
        var sockets = members.stream()
                .map(it -> LiveInbox.open(to, "/api/v1/ws/notifications", it.token(), it.address()))
                .toList();
        try {
            return Crowd.each(PEOPLE, side, services, it -> {
                var member = members.get(it);
                to.call(
                                "POST",
                                "/api/v1/health/records",
                                member.token(),
                                member.address(),
                                JsonMapper.shared().readTree(Readings.one(Readings.DANGEROUS, Instant.now())))
                        .expect(201, "reading");
                sockets.get(it)
                        .await(frame -> frame.json().path("type").asString().equals("notification"), PATIENCE)
                        .orElseThrow(() -> new WrongAnswer("nobody was told"));
            });
        } finally {
            sockets.forEach(LiveInbox::close);
        }
    }

    private void logins() throws InterruptedException {

        Thread.sleep(CODES_COME_BACK);
        var ours = Crowd.each(
                PEOPLE, fleet, List.of("user-service", "notification-service"), _ -> Crowd.logIn(door, this::sentCode));
        var theirs = Crowd.each(PEOPLE, reference, List.of(), _ -> Crowd.logIn(referenceDoor, reference::codeFor));
        results.put("logins by code", Comparison.compared(ours, theirs, "logins by code"));
    }

    private String sentCode(String phone) {
        return Eventually.get("a code reaches the phone", PATIENCE, () -> sandbox.newestCode(phone));
    }

    private void awaitJudged() {
        Eventually.holds(
                "every reading is judged", PATIENCE, () -> ledgers.unsent() == 0 && ledgers.number(NOT_JUDGED) == 0);
    }

    private void broker(String verb) {
        try {
            var done = new ProcessBuilder(repository.resolve("fleet").toString(), verb, "kafka")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (done != 0) {
                throw new IllegalStateException("./fleet %s kafka: %d".formatted(verb, done));
            }
        } catch (IOException failed) {
            throw new IllegalStateException("./fleet %s kafka".formatted(verb), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WrongAnswer("interrupted");
        }
    }
}
