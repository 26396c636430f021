package com.banxiang.user.credential;

import com.banxiang.platform.work.Offload;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes passwords, and hashes and checks them with Argon2id on threads of their own. A check takes 19 MiB for a tenth of a second, so
 * they take turns: the memory of the service must not depend on how many cores it has, nor on how many knock.
 */
@Component
public final class Passwords {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int PARALLELISM = 1;
    /** Of all that are waiting; 38 MiB. */
    private static final int AT_ONCE = 2;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** What can't be mistaken for one another on paper: 32 of them, 5 bits each. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789+";

    private static final int LENGTH = 20;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, MEMORY_KIB, PASSES);

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final SecureRandom random = new SecureRandom();
    private final Offload offload;
    private final String hashOfNone;

    Passwords(Offload offload) {
        this.offload = offload;
        this.hashOfNone = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(MEMORY_KIB, PASSES, PARALLELISM, base64(SALT_BYTES), base64(HASH_BYTES));
    }

    /** 100 random bits, easy to read out and to type. */
    public String make() {
        return random.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    /** Never empty. Fails with {@link com.banxiang.platform.web.Unavailable} while too many are being hashed. */
    public Mono<String> hash(String password) {
        return inTurn(() -> argon2.encode(password));
    }

    /** Never empty. Fails with {@link com.banxiang.platform.web.Unavailable} while too many are being hashed. */
    public Mono<Boolean> matches(String password, String hash) {
        return inTurn(() -> argon2.matches(password, hash));
    }

    /** The hash of no password: checking against it takes as long as against a real one. */
    public String hashOfNone() {
        return hashOfNone;
    }

    /** What waits holds a thread that is there for waiting; when all of them do, the next is refused. */
    private <T> Mono<T> inTurn(Callable<T> work) {
        return offload.call(() -> {
            turns.acquire();
            try {
                return work.call();
            } finally {
                turns.release();
            }
        });
    }

    private String base64(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
