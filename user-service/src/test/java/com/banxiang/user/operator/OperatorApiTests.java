package com.banxiang.user.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** An administrator makes operators, changes them and ties them to doctors. */
@ServiceTest
class OperatorApiTests extends OperatorScene {

    static final NeighbourStub MEDICAL = NeighbourStub.of("medical-service");

    final UUID doctor = UUID.randomUUID();

    @Test
    void firstPasswordIsShownOnce() {

        var name = newName();

        var made = add(Map.of("username", name, "roles", List.of("SUPPORT", "ADMIN", "SUPPORT")))
                .expect(201)
                .data();

        assertThat(made.path("password").asString()).hasSize(20);
        assertThat(made.has("otpUri")).isFalse();
        var seen = listed(id(made));
        assertThat(seen.path("username").asString()).isEqualTo(name);
        assertThat(seen.path("roles").valueStream().map(JsonNode::asString)).containsExactly("ADMIN", "SUPPORT");
        assertThat(seen.path("status").asString()).isEqualTo("active");
        assertThat(seen.path("otp").asBoolean(true)).isFalse();
        assertThat(seen.path("createdAt")).isEqualTo(made.path("createdAt"));
        assertThat(seen.has("password")).isFalse();
        assertThat(seen.has("otpUri")).isFalse();
        assertThat(audited("create-operator", id(made))).isOne();
        assertThat(audited("list-operators", adminId)).isOne();
    }

    @Test
    void nameIsGivenOnce() {

        var name = newName();
        add(Map.of("username", name, "roles", List.of("STAFF"))).expect(201);

        add(Map.of("username", name, "roles", List.of("ADMIN"))).expectRefusal(409, "USERNAME_TAKEN");

        assertThat(named(name)).isOne();
    }

    @Test
    void nameIsGivenOnceToTenAtOnce() {

        var name = newName();

        var answers = AtOnce.by(10, () -> add(Map.of("username", name, "roles", List.of("STAFF"))));

        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(1);
        answers.stream().filter(it -> it.status() != 201).forEach(it -> it.expectRefusal(409, "USERNAME_TAKEN"));
        assertThat(named(name)).isOne();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("username", Map.of("roles", List.of("ADMIN"))),
                Arguments.of("username", Map.of("roles", List.of("ADMIN"), "username", "ab")),
                Arguments.of("username", Map.of("roles", List.of("ADMIN"), "username", "Alice")),
                Arguments.of("username", Map.of("roles", List.of("ADMIN"), "username", "a".repeat(33))),
                Arguments.of("roles", Map.of("username", "somebody-new")),
                Arguments.of("roles", Map.of("username", "somebody-new", "roles", List.of())),
                Arguments.of("roles[0]", Map.of("username", "somebody-new", "roles", List.of("USER"))),
                Arguments.of("roles[1]", Map.of("username", "somebody-new", "roles", List.of("ADMIN", "admin"))),
                Arguments.of(
                        "doctorId",
                        Map.of("username", "somebody-new", "roles", List.of("STAFF"), "doctorId", UUID.randomUUID())),
                Arguments.of(
                        "staffId",
                        Map.of("username", "somebody-new", "roles", List.of("DOCTOR"), "staffId", UUID.randomUUID())));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsNamedAndNothingIsMade(String field, Map<String, ?> body) {

        add(body).expectInvalid(field);

        assertThat(named("somebody-new")).isZero();
    }

    @Test
    void doctorIsBoundFirst() {

        MEDICAL.answers("PUT", binding(doctor), Map.of());

        var made = add(doctorNamed(newName())).expect(201).data();

        assertThat(listed(id(made)).path("doctorId").asString()).isEqualTo(doctor.toString());
        var asked = MEDICAL.asked("PUT", binding(doctor));
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().getBodyAsString()).contains(made.path("id").asString());
        assertThat(asked.getFirst().getHeader("X-Acting-For")).isEqualTo("operator:" + adminId);
    }

    @Test
    void staffIsBoundFirst() {

        var path = "/internal/staff/%s/operator".formatted(doctor);
        MEDICAL.refuses("PUT", path, 404, "STAFF_NOT_FOUND");
        var body = Map.of("username", newName(), "roles", List.of("STAFF"), "staffId", doctor);
        add(body).expectRefusal(422, "UNKNOWN_STAFF");

        MEDICAL.answers("PUT", path, Map.of());
        var made = add(body).expect(201).data();

        assertThat(made.path("staffId").asString()).isEqualTo(doctor.toString());
    }

    @Test
    void unknownDoctorMakesNoOperator() {

        var name = newName();
        MEDICAL.refuses("PUT", binding(doctor), 404, "DOCTOR_NOT_FOUND");

        add(doctorNamed(name)).expectRefusal(422, "UNKNOWN_DOCTOR");

        assertThat(named(name)).isZero();
    }

    @Test
    void whileMedicalServiceIsAwayNothingIsMade() {

        var name = newName();

        MEDICAL.refuses("PUT", binding(doctor), 500, "INTERNAL_ERROR");
        add(doctorNamed(name)).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        MEDICAL.dropsConnections("PUT", binding(doctor));
        add(doctorNamed(name)).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        MEDICAL.refuses("PUT", binding(doctor), 403, "FORBIDDEN");
        add(doctorNamed(name)).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        MEDICAL.hangs("PUT", binding(doctor), Duration.ofSeconds(60));
        add(doctorNamed(name)).expectRefusal(504, "UPSTREAM_TIMEOUT");

        assertThat(named(name)).isZero();
    }

    @Test
    void nameThatIsTakenBindsNobody() {

        MEDICAL.answers("PUT", binding(doctor), Map.of());
        var name = name(operator("STAFF"));

        add(doctorNamed(name)).expectRefusal(409, "USERNAME_TAKEN");

        assertThat(MEDICAL.asked("PUT", binding(doctor))).isEmpty();
    }

    @Test
    void changedRolesHoldFromTheNextSignInAndSessionsEnd() {

        var operator = operator("SUPPORT");
        var tokens = login(operator).expect(200).data();

        var changed = change(operator, Map.of("roles", List.of("REVIEWER")))
                .expect(200)
                .data();

        assertThat(changed.path("roles")).hasSize(1);
        assertThat(changed.has("password")).isFalse();
        refresh(tokens).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        assertRoles(login(operator).expect(200).data(), "REVIEWER");
        assertThat(audited("change-operator", id(operator))).isOne();
    }

    @Test
    void whatIsNotSaidStays() {

        var operator = operatorWithCodes("SUPPORT", "ADMIN");
        var before = listed(id(operator));

        change(operator, Map.of()).expect(200);

        assertThat(listed(id(operator))).isEqualTo(before);
    }

    @Test
    void whatChangesNothingEndsNoSession() {

        var operator = operator("SUPPORT");
        var tokens = login(operator).expect(200).data();

        change(operator, Map.of("roles", List.of("SUPPORT"), "status", "active", "otp", false))
                .expect(200);

        refresh(tokens).expect(200);
        assertThat(audited("change-operator", id(operator))).isOne();
    }

    @Test
    void newPasswordReplacesTheOld() {

        var operator = operator("SUPPORT");
        login(operator).expect(200);

        var changed = change(operator, Map.of("newPassword", true)).expect(200).data();

        login(operator).expectRefusal(401, "INVALID_CREDENTIALS");
        login(changed).expect(200);
    }

    @Test
    void codesAreSwitchedOnAnewAndOff() {

        var operator = operator("SUPPORT");

        var first = change(operator, Map.of("otp", true)).expect(200).data();
        var second = change(operator, Map.of("otp", true)).expect(200).data();
        assertThat(second.path("otpUri").asString())
                .startsWith("otpauth://totp/")
                .isNotEqualTo(first.path("otpUri").asString());
        login(operator).expectRefusal(401, "OTP_REQUIRED");

        assertThat(change(operator, Map.of("otp", false))
                        .expect(200)
                        .data()
                        .path("otp")
                        .asBoolean(true))
                .isFalse();
        login(operator).expect(200);
    }

    @Test
    void doctorIsBoundLater() {

        var operator = operator("SUPPORT");
        var body = Map.of("roles", List.of("DOCTOR"), "doctorId", doctor);
        change(operator, Map.of("doctorId", doctor)).expectInvalid("doctorId");

        MEDICAL.refuses("PUT", binding(doctor), 404, "DOCTOR_NOT_FOUND");
        change(operator, body).expectRefusal(422, "UNKNOWN_DOCTOR");
        assertThat(listed(id(operator)).path("roles").get(0).asString()).isEqualTo("SUPPORT");

        MEDICAL.answers("PUT", binding(doctor), Map.of());
        change(operator, body).expect(200);
        assertThat(listed(id(operator)).path("doctorId").asString()).isEqualTo(doctor.toString());
        assertThat(listed(id(operator)).path("roles").get(0).asString()).isEqualTo("DOCTOR");
    }

    @Test
    void lastAdministratorStays() {

        stored.change("update operators set status = 'disabled'");
        var last = operator("ADMIN", "SUPPORT");

        change(last, Map.of("status", "disabled")).expectRefusal(409, "LAST_ADMIN");
        change(last, Map.of("roles", List.of("SUPPORT"))).expectRefusal(409, "LAST_ADMIN");
        change(last, Map.of("roles", List.of("ADMIN"))).expect(200);
        change(operator("SUPPORT"), Map.of("status", "disabled")).expect(200);

        assertThat(listed(id(last)).path("status").asString()).isEqualTo("active");
    }

    @Test
    void ofTwoLastAdministratorsAtOnceOneStays() {

        stored.change("update operators set status = 'disabled'");
        var one = operator("ADMIN");
        var other = operator("ADMIN");

        var answers = Contended.row(database, "select 1 from operators where id = $1", id(one))
                .by(() -> change(one, Map.of("status", "disabled")), () -> change(other, Map.of("status", "disabled")));

        answers.getFirst().expect(200);
        answers.getLast().expectRefusal(409, "LAST_ADMIN");
    }

    @Test
    void nobodyIsNotFound() {
        for (var id : List.of(UUID.randomUUID().toString(), "42")) {
            assertThat(client.put(OPERATORS + "/" + id, admin, Map.of("otp", true))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void changeThatIsWrongIsNamed() {

        var operator = operator("SUPPORT");

        change(operator, Map.of("roles", List.of())).expectInvalid("roles");
        change(operator, Map.of("roles", List.of("GOD"))).expectInvalid("roles[0]");
        change(operator, Map.of("status", "gone")).expectMalformed("status");
    }

    @Test
    void pagesGoOnWhereTheyEnded() {

        var first = operator("STAFF");
        var second = operator("STAFF");

        var page = client.get(OPERATORS + "?limit=1", admin).expect(200).data();
        assertThat(page.path("items").get(0).path("id")).isEqualTo(second.path("id"));
        var next = client.get(
                        OPERATORS + "?limit=1&cursor=" + page.path("nextCursor").asString(), admin)
                .expect(200)
                .data();
        assertThat(next.path("items").get(0).path("id")).isEqualTo(first.path("id"));
    }

    @Test
    void withoutItsAuditRowNothingIsMadeOrChanged() {

        var operator = operator("SUPPORT");
        var name = newName();
        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            add(Map.of("username", name, "roles", List.of("ADMIN"))).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
            change(operator, Map.of("status", "disabled")).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
            client.get(OPERATORS, admin).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }

        assertThat(named(name)).isZero();
        assertThat(listed(id(operator)).path("status").asString()).isEqualTo("active");
    }

    private Map<String, Object> doctorNamed(String name) {
        return Map.of("username", name, "roles", List.of("DOCTOR"), "doctorId", doctor);
    }

    private long named(String name) {
        return stored.count("select count(*) from operators where username = ?", name);
    }

    private static String binding(UUID doctor) {
        return "/internal/doctors/%s/operator".formatted(doctor);
    }
}
