package com.banxiang.platform.messaging;

import com.banxiang.platform.web.Unavailable;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Tells trouble of our own infrastructure, which passes if one waits, from events that can't be taken. Nothing of ours
 * being away, however long, may cost an event.
 */
final class Trouble {

    /**
     * Classes of SQL states: no connection, transaction rolled back (serialization, deadlock), out of resources, operator
     * intervention (shutdown, statement time-out), system error.
     */
    private static final Set<String> SQL_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** A lock time-out, and a write that went to a server which is being replaced. */
    private static final Set<String> SQL_STATES = Set.of("55P03", "25006");

    /** Deeper, it would be a circle. */
    private static final int DEEPEST = 20;

    private Trouble() {}

    static boolean isOurs(Throwable failure) {

        @Nullable Throwable cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isInfrastructure(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isInfrastructure(Throwable cause) {

        return switch (cause) {
            case Unavailable _,
                    TimeoutException _,
                    IOException _,
                    R2dbcTransientException _,
                    R2dbcNonTransientResourceException _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    DataAccessResourceFailureException _ -> true;
            case R2dbcException database -> isInfrastructure(database.getSqlState());
            // Out of memory, a class that is missing: the event can't help it. Only a payload nested without end can.
            case Error error -> !(error instanceof StackOverflowError);
            default -> false;
        };
    }

    private static boolean isInfrastructure(@Nullable String sqlState) {
        return sqlState != null
                && sqlState.length() == 5
                && (SQL_CLASSES.contains(sqlState.substring(0, 2)) || SQL_STATES.contains(sqlState));
    }
}
