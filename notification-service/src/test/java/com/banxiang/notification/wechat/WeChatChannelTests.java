package com.banxiang.notification.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeChatChannelTests {

    @Test
    void aTextIsAsLongAsWeChatTakesIt() {
        assertThat(WeChatChannel.thing("安".repeat(20))).isEqualTo("安".repeat(20));
        assertThat(WeChatChannel.thing("安".repeat(21))).isEqualTo("安".repeat(19) + "…");
    }

    @Test
    void aCharacterIsNotCutInTwo() {
        assertThat(WeChatChannel.thing("👵".repeat(20))).isEqualTo("👵".repeat(20));
        assertThat(WeChatChannel.thing("👵".repeat(21))).isEqualTo("👵".repeat(19) + "…");
    }
}
