package com.banxiang.platform.erasure;

import com.banxiang.platform.erasure.UserDeletedListener.UserDeleted;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.security.Account;
import reactor.core.publisher.Mono;

/**
 * An account is gone, whichever side it was on. No inbox: erasing twice is erasing once, and what takes several attempts must
 * keep what each of them did.
 */
final class UserDeletedListener implements EventListener<UserDeleted> {

    record UserDeleted(Account account) {}

    private final EraseAccount eraseAccount;

    UserDeletedListener(EraseAccount eraseAccount) {
        this.eraseAccount = eraseAccount;
    }

    @Override
    public String topic() {
        return "user-deleted";
    }

    @Override
    public Class<UserDeleted> type() {
        return UserDeleted.class;
    }

    /** It is about nobody else; if the first attempt failed half-way, the second must not be kept away. */
    @Override
    public boolean hearsOfTheErased() {
        return true;
    }

    @Override
    public Mono<Void> handle(Delivery<UserDeleted> delivery) {
        return eraseAccount.handle(delivery.event().account()).then();
    }
}
