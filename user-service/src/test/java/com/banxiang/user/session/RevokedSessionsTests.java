package com.banxiang.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import com.banxiang.user.Stored;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@ServiceTest
class RevokedSessionsTests {

    @Test
    void moreThanOneAnswerHoldsAreToldByTheNextOnes(
            @Autowired RevokedSessions revokedSessions, @Autowired DatabaseClient database) {

        var stored = new Stored(database);
        var account = UUID.randomUUID();
        var many = 2 * RevokedSessions.MOST + 1;
        stored.change(
                "insert into sessions (id, account_kind, account_id, started_at, expires_at, ended_at) select"
                        + " gen_random_uuid(), 'user', cast(? as uuid), now(), now(), now() - n * interval '3 ms' from"
                        + " generate_series(1, cast(? as integer)) n",
                account,
                many);
        try {
            var told = new HashSet<UUID>();
            var news = revokedSessions.since(null).blockOptional().orElseThrow();
            for (var answers = 1; answers <= 6; answers++) {
                news.items().forEach(it -> told.add(it.sid()));
                news = revokedSessions.since(news.now()).blockOptional().orElseThrow();
            }
            assertThat(told)
                    .containsAll(stored.all(UUID.class, "select id from sessions where account_id = ?", account));
        } finally {
            stored.change("delete from sessions where account_id = ?", account);
        }
    }
}
