package com.banxiang.user.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ConfigurableApplicationContext;

@ServiceTest
class MakeFirstAdminTests extends OperatorScene {

    static final String PASSWORD = "the first password";

    @Autowired
    MakeFirstAdmin makeFirstAdmin;

    @Test
    void isMadeWhereThereIsNobodyAndOnce() {

        stored.change("delete from operators");
        var name = newName();

        AtOnce.by(3, () -> {
            make(name, PASSWORD);
            return true;
        });

        assertThat(stored.count("select count(*) from operators")).isOne();
        var tokens = login(name, PASSWORD, null).expect(200).data();
        assertRoles(tokens, "ADMIN");
        client.get(OPERATORS, tokens.path("token").asString()).expect(200);
        assertThat(stored.count(
                        "select count(*) from audit_log join operators on operators.id = whose_id where what ="
                                + " 'create-first-admin' and who_service = 'user-service' and username = ?",
                        name))
                .isOne();
    }

    @Test
    void isNotMadeWhereThereIsSomebody() {

        var somebody = operator("STAFF");
        var name = newName();

        make(name, PASSWORD);
        make(name(somebody), PASSWORD);

        assertThat(stored.count("select count(*) from operators where username = ?", name))
                .isZero();
        login(somebody).expect(200);
    }

    @Test
    void isMadeWhenTheServiceStarts(@Autowired ConfigurableApplicationContext context) {

        var started = new ApplicationStartedEvent(new SpringApplication(), new String[0], context, Duration.ZERO);
        var name = newName();

        stored.change("delete from operators");
        new FirstAdminListener(makeFirstAdmin, new FirstAdminSettings(null, null)).onApplicationEvent(started);
        assertThat(stored.count("select count(*) from operators")).isZero();

        new FirstAdminListener(makeFirstAdmin, new FirstAdminSettings(name, PASSWORD)).onApplicationEvent(started);
        login(name, PASSWORD, null).expect(200);
    }

    @Test
    void settingsNeedBothAndAGoodPassword() {

        new FirstAdminSettings(null, null);
        assertThat(new FirstAdminSettings("admin", PASSWORD)).asString().doesNotContain(PASSWORD);

        assertThatThrownBy(() -> new FirstAdminSettings("admin", null)).hasMessageContaining("missing");
        assertThatThrownBy(() -> new FirstAdminSettings(null, PASSWORD)).hasMessageContaining("missing");
        assertThatThrownBy(() -> new FirstAdminSettings("Admin", PASSWORD)).hasMessageContaining("name");
        assertThatThrownBy(() -> new FirstAdminSettings("admin", "short")).hasMessageContaining("too short");
    }

    private void make(String name, String password) {
        makeFirstAdmin.handle(new MakeFirstAdmin.Command(name, password)).block();
    }
}
